import java.io.FileInputStream;
import java.util.List;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Judges files by PDF/A-2a and PDF/UA-1, and prints a line for each file and standard, and for each broken rule. */
class Judge {
  private static final List<PDFAFlavour> STANDARDS = List.of(PDFAFlavour.PDFA_2_A, PDFAFlavour.PDFUA_1);

  public static void main(String[] files) throws Exception {
    VeraGreenfieldFoundryProvider.initialise();
    boolean allComply = true;
    for (String file : files) {
      for (PDFAFlavour standard : STANDARDS) {
        allComply &= complies(file, standard);
      }
    }
    System.exit(allComply ? 0 : 1);
  }

  private static boolean complies(String file, PDFAFlavour standard) throws Exception {
    try (FileInputStream input = new FileInputStream(file);
        PDFAParser parser = Foundries.defaultInstance().createParser(input, standard);
        PDFAValidator validator = Foundries.defaultInstance().createValidator(standard, false)) {
      ValidationResult result = validator.validate(parser);
      String verdict = result.isCompliant() ? "complies" : "BREAKS";
      System.out.printf("%-34s %-5s %-9s %d checks%n", file, standard.getId(), verdict, result.getTotalAssertions());
      for (TestAssertion broken : result.getTestAssertions()) {
        System.out.printf("    %s-%d  %s%n", broken.getRuleId().getClause(), broken.getRuleId().getTestNumber(), broken.getMessage());
      }
      return result.isCompliant();
    }
  }
}

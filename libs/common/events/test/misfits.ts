import { IsInt, IsString } from 'class-validator';
import { earlierVersion, eventContract } from '@course-plateform/common/kernel';

class Line {
  @IsInt()
  amount!: number;
}

class Response {
  @IsString()
  text!: string;
}

/** Compiled, never run: an upcast that does not fit its contract is refused by the compiler. */
export class Misfits {
  wrongUpcaster(): object {
    const v1 = earlierVersion({ version: 1, payload: Line, upcast: ({ amount }) => ({ amount }) });
    return eventContract({
      subject: 'evt.alpha.word.said.v2',
      payload: Response,
      consumers: {},
      // @ts-expect-error -- makes something else than the present payload
      previous: [v1],
    });
  }
}

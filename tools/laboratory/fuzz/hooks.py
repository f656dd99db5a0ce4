"""What Schemathesis cannot know: which ids exist, which version a resource has, and who may be signed out.

It is loaded by `st run`. The environment names the role, the seed, the file with what exists (`FUZZ_WORLD`) and the
file that one line per response is written to (`FUZZ_RESPONSES`).
"""

import json
import os
import random
import uuid
from datetime import datetime, timedelta, timezone

import requests
import schemathesis
from schemathesis.core.parameters import ParameterLocation

ROLE = os.environ["FUZZ_ROLE"]
SEED = os.environ["FUZZ_SEED"]
with open(os.environ["FUZZ_WORLD"], encoding="utf-8") as file:
    WORLD = json.load(file)
ANSWERS = open(os.environ["FUZZ_RESPONSES"], "a", encoding="utf-8")
BASE_URL = WORLD["baseUrl"]
SESSION = requests.Session()

# How many of the well-formed cases name something that exists; the others keep what was generated.
REAL = 0.8

# Which kind of resource the parameters of a path name; the first that fits is taken.
KINDS = (
    ("/api/v1/courses/{courseId}/lessons/{lessonId}", "lesson"),
    ("/api/v1/courses/{courseId}/sections/{sectionId}", "section"),
    ("/api/v1/courses/{courseId}/", "draft"),
    ("/api/v1/courses/{id}/curriculum", "course"),
    ("/api/v1/courses/{id}/sale-prices/{saleId}", "sale"),
    ("/api/v1/courses/{id}/", "draft"),
    ("/api/v1/courses/{id}", "course"),
    ("/api/v1/course-submissions/", "submission"),
    ("/api/v1/quizzes/{id}/questions/", "question"),
    ("/api/v1/quizzes/", "quiz"),
    ("/api/v1/attempts/{id}/answers/", "answer"),
    ("/api/v1/attempts/", "attempt"),
    ("/api/v1/categories/", "category"),
    ("/api/v1/certificates/", "certificate"),
    ("/api/v1/verifications/", "certificate"),
    ("/api/v1/cart/", "course"),
    ("/api/v1/wishlist/", "course"),
    ("/api/v1/rating-summaries/", "course"),
    ("/api/v1/quotes/", "quote"),
    ("/api/v1/coupons/batches/", "coupon_batch"),
    ("/api/v1/coupons/", "coupon"),
    ("/api/v1/orders/{id}/refund", "refundable"),
    ("/api/v1/orders/", "order"),
    ("/api/v1/refund-requests/", "refund_request"),
    ("/api/v1/refunds/", "refund"),
    ("/api/v1/payment-reviews/", "payment_review"),
    ("/api/v1/disputes/", "dispute"),
    ("/api/v1/reconciliation/findings/", "finding"),
    ("/api/v1/payouts/", "payout"),
    ("/api/v1/payout-runs/", "payout_run"),
    ("/api/v1/bank-transfers/", "transfer"),
    ("/api/v1/reviews/", "review"),
    ("/api/v1/enrollments/{id}/lessons/", "studied"),
    ("/api/v1/enrollments/", "enrollment"),
    ("/api/v1/users/", "user"),
    ("/api/v1/instructors/", "instructor"),
    ("/api/v1/instructor-applications/", "application"),
    ("/api/v1/auth/sessions/", "session"),
)

# Whoever this is done to cannot go on: never one of the people that the test signs in as.
AGAINST_PEOPLE = ("suspendUser", "reinstateUser", "updateUserRole", "deleteUser")

# Where the present version of what a path changes is read.
VERSIONS = (
    ("/api/v1/courses/", "/api/v1/courses/{course}/draft"),
    ("/api/v1/quizzes/", "/api/v1/quizzes/{id}"),
    # The order of the children has a version of its own.
    ("/api/v1/categories/children-order", "/api/v1/categories/children-order"),
    ("/api/v1/categories/{parentId}/", "/api/v1/categories/{parent}/children-order"),
    ("/api/v1/categories/", "/api/v1/categories/{id}"),
    ("/api/v1/reviews/", "/api/v1/reviews/{id}"),
    ("/api/v1/coupons/", "/api/v1/coupons/{id}"),
    ("/api/v1/users/me", "/api/v1/users/me"),
    # A list of one.
    ("/api/v1/users/", "/api/v1/users?q={id}"),
)

# The members of bodies and queries that hold an id, and the resource it is of.
MEMBERS = {
    "courseId": ("course", "courseId"),
    "courseIds": ("course", "courseId"),
    "categoryId": ("category", "id"),
    "parentId": ("category", "id"),
    "reassignTo": ("category", "id"),
    "instructorId": ("instructor", "id"),
    "quoteId": ("quote", "id"),
    "batchId": ("coupon_batch", "id"),
    "quizId": ("quiz", "id"),
    "sectionId": ("section", "sectionId"),
    "choiceId": ("answer", "choiceId"),
    "userId": ("user", "id"),
}


# What was made on the way, by kind; the newest last, for nothing has been done to it yet.
LEARNT = {}


def resources(kind):
    return WORLD["resources"].get(kind, []) + LEARNT.get(kind, [])


def learn(kind, **resource):
    if resource not in resources(kind):
        LEARNT.setdefault(kind, []).append(resource)
        del LEARNT[kind][:-20]


def chance(case, part):
    """The same for the same case, so that a failure comes again when Schemathesis repeats it."""
    what = (SEED, ROLE, part, case.method, case.path, repr(case.path_parameters), repr(case.body), repr(case.query))
    return random.Random(repr(what))


def is_well_formed(case, location):
    return case.meta is None or not case.meta.is_negative_at(location)


def name_real_path(case):
    kind = next((kind for prefix, kind in KINDS if case.path.startswith(prefix)), None)
    # Schemathesis also puts in ids that it has met in responses.
    against_people = operation_of(case) in AGAINST_PEOPLE
    if against_people:
        kind = "applicant"
    rng = chance(case, "path")
    known = resources(kind) if kind else []
    if not known or not is_well_formed(case, ParameterLocation.PATH):
        return
    if rng.random() > REAL and not against_people:
        return
    newest = known[-1 - min(int(rng.expovariate(0.3)), len(known) - 1)]
    resource = rng.choice([newest, rng.choice(known)])
    for name in case.path_parameters:
        if name in resource:
            case.path_parameters[name] = resource[name]


def name_real_members(case, value, name=None):
    if isinstance(value, dict):
        return {key: name_real_members(case, inner, key) for key, inner in value.items()}
    if isinstance(value, list) and name in MEMBERS:
        known = {real_id(case, name, index) or item for index, item in enumerate(value[:3])}
        return sorted(known) if all(isinstance(item, str) for item in known) else value
    if isinstance(value, list):
        return [name_real_members(case, inner) for inner in value]
    if isinstance(value, str) and name in MEMBERS:
        return real_id(case, name) or value
    return value


def real_id(case, name, index=0):
    kind, field = MEMBERS[name]
    rng = chance(case, f"{name} {index}")
    found = [resource[field] for resource in resources(kind) if field in resource]
    return rng.choice(found) if found and rng.random() < REAL else None


def name_present_version(case):
    template = next((source for prefix, source in VERSIONS if case.path.startswith(prefix)), None)
    if template is None or chance(case, "version").random() > 0.9:
        return
    parameters = case.path_parameters or {}
    course = parameters.get("courseId", parameters.get("id", ""))
    parent = parameters.get("parentId", "")
    present = read(template.format(course=course, parent=parent, id=parameters.get("id", "")))
    if present and "items" in present:
        present = next(iter(present["items"]), None)
    if present:
        case.headers["If-Match"] = f'"{present["version"]}"'


def bearer():
    token = WORLD["token"]
    return {"Authorization": f"Bearer {token}"} if token else {}


def fill_real_body(case):
    """Bodies whose parts must fit each other or what is there."""
    operation = operation_of(case)
    body = case.body
    if operation == "confirmBankTransfer":
        transfers = resources("transfer")
        wanted = case.path_parameters["id"]
        amounts = [one["amount"] for one in transfers if one["id"] == wanted]
        body.update(receivedAmount=amounts[0] if amounts else body.get("receivedAmount"))
    elif operation == "createPayment":
        body["method"] = "bank_transfer"
    elif operation in ("createRefundRequest", "createRefund"):
        wanted = case.path_parameters["id"]
        lines = [one["lineId"] for one in resources("refundable") if one["id"] == wanted]
        body.update(lineId=lines[0] if lines else body.get("lineId"))
        body.pop("amount", None)
    elif operation == "decideRefundRequest":
        body.setdefault("reason", "It is as agreed.")
        body.pop("amount", None)
    elif operation == "decidePaymentReview":
        # The orders of these payments have ended, and nobody wants them any more.
        body.update(action="refund" if body.get("action") == "refund" else "keep")
        body.setdefault("reason", "It cannot be matched.")
    elif operation == "repairFinding":
        body.pop("lineId", None)
        body.update(dismiss=True, reason="It is no payment of this platform.")
    elif operation == "createSalePrice":
        body.update(real_sale(case))
    elif operation == "addQuestion":
        body["kind"] = "true_false"
        body.setdefault("correct", True)
        body.pop("choices", None)
    elif operation == "updateQuestion":
        body.pop("choices", None)
    elif operation == "saveAnswer":
        # The questions that are asked here are answered by one choice.
        if body.pop("choiceIds", None) is not None:
            body["choiceId"] = real_id(case, "choiceId")
    elif operation in ("addLesson", "updateLesson"):
        body.pop("quizId", None)
        body.setdefault("article", "<p>Text</p>")
        if operation == "addLesson":
            body["kind"] = "article"
    elif operation in ("decideSubmission", "decideInstructorApplication"):
        body.setdefault("reason", "It is too short.")
    elif operation == "moveLesson":
        draft = read(f"/api/v1/courses/{case.path_parameters['courseId']}/draft")
        if draft and draft["sections"]:
            body.update(sectionId=draft["sections"][-1]["id"], position=0)
    elif operation in ("reorderCurriculum", "orderQuestions", "reorderChildren", "reorderRoots"):
        body.update(real_order(case))


def real_sale(case):
    """Half of the list price for two days, some time in the coming months: sales of a course do not overlap."""
    draft = read(f"/api/v1/courses/{case.path_parameters['id']}/draft")
    if not draft:
        return {}
    begins = datetime.now(timezone.utc) + timedelta(days=chance(case, "sale").randint(1, 300))
    price = {**draft["listPrice"], "amountMinor": draft["listPrice"]["amountMinor"] // 2}
    return {
        "price": price,
        "startsAt": begins.isoformat(timespec="milliseconds"),
        "endsAt": (begins + timedelta(days=2)).isoformat(timespec="milliseconds"),
    }


def operation_of(case):
    return case.operation.definition.raw["operationId"]


def real_order(case):
    parameters = case.path_parameters
    if "categories" in case.path:
        order = read(case.path.format(**(parameters or {})))
        return {"categoryIds": list(reversed(order["categoryIds"]))} if order else {}
    if "quizzes" in case.path:
        quiz = read(f"/api/v1/quizzes/{parameters['id']}")
        return {"questionIds": [question["id"] for question in reversed(quiz["questions"])]} if quiz else {}
    draft = read(f"/api/v1/courses/{parameters['courseId']}/draft")
    if not draft:
        return {}
    sections = [
        {"sectionId": section["id"], "lessons": [{"id": lesson["id"]} for lesson in section["lessons"]]}
        for section in reversed(draft["sections"])
    ]
    return {"sections": sections}


def read(path):
    """What the caller sees at a path, or None; a generated id may be one that no address can hold."""
    try:
        response = SESSION.get(BASE_URL + path, headers=bearer(), timeout=10)
    except (requests.RequestException, UnicodeError):
        return None
    return response.json() if response.status_code == 200 else None


@schemathesis.serializer("application/offset+octet-stream", "application/zip")
def bytes_of_a_file(_context, value):
    return value if isinstance(value, bytes) else str(value).encode()


@schemathesis.hook
def before_call(_context, case, _kwargs):
    case.headers.update(bearer())
    if case.path.startswith("/api/v1/auth/sessions/") and WORLD["account"]:
        # Ending the session of all other cases would end the test.
        case.headers.update(sign_in_anew())
    name_real_path(case)
    if isinstance(case.body, dict) and is_well_formed(case, ParameterLocation.BODY):
        real = name_real_members(case, case.body)
        case.body.clear()
        case.body.update(real)
        if chance(case, "body").random() < REAL:
            fill_real_body(case)
    if case.query and is_well_formed(case, ParameterLocation.QUERY):
        case.query.update(name_real_members(case, dict(case.query)))
    if is_well_formed(case, ParameterLocation.HEADER):
        if "Idempotency-Key" in case.headers and chance(case, "key").random() < REAL:
            # Generated keys are often the same, and then the response is that of another body.
            case.headers["Idempotency-Key"] = str(uuid.uuid4())
        if "If-Match" in case.headers:
            name_present_version(case)


def sign_in_anew():
    """A session that may end, and beside it another one that it can end."""
    victim = sign_in()
    sessions = SESSION.get(f"{BASE_URL}/api/v1/auth/sessions", headers=victim, timeout=10).json()
    WORLD["resources"]["session"] = [{"id": one["id"]} for one in sessions["items"] if one["current"]]
    return sign_in()


def sign_in():
    response = SESSION.post(f"{BASE_URL}/api/v1/auth/sessions", json=WORLD["account"], timeout=10)
    return {"Authorization": f"Bearer {response.json()['accessToken']}"}


@schemathesis.hook
def after_call(_context, case, response):
    operation = operation_of(case)
    negative = case.meta is not None and case.meta.generation.mode.is_negative
    line = {
        "operation": operation,
        "role": ROLE,
        "status": response.status_code,
        "negative": negative,
        "code": code_of(response),
    }
    ANSWERS.write(json.dumps(line) + "\n")
    ANSWERS.flush()
    if response.status_code in (200, 201) and response.content:
        learn_from(operation, case, response)


def code_of(response):
    if "problem+json" not in "".join(response.headers.get("content-type", [])):
        return None
    try:
        return response.json().get("code")
    except ValueError:
        return None


def learn_from(operation, case, response):
    try:
        body = response.json()
    except ValueError:
        return
    if not isinstance(body, dict):
        return
    if operation in ("createCourse", "getCourseDraft", "addSection", "addLesson"):
        learn_draft(body)
    elif operation in ("createQuiz", "getQuiz", "addQuestion"):
        learn("quiz", id=body["id"])
        for question in body["questions"]:
            learn("question", id=body["id"], questionId=question["id"])
    elif operation in ("startAttempt", "getAttempt"):
        learn("attempt", id=body["id"])
        for question in body["questions"]:
            for choice in question["choices"]:
                learn("answer", id=body["id"], questionId=question["id"], choiceId=choice["id"])
    elif operation == "createPayment":
        learn("transfer", id=body["id"], amount=body["amount"])
    elif operation == "createSalePrice":
        learn("sale", id=case.path_parameters["id"], saleId=body["id"])
    elif operation == "createCategory":
        learn("category", id=body["id"], parentId=body["id"], locale="es")
    elif operation in CREATED:
        learn(CREATED[operation], id=body["id"])


CREATED = {
    "createQuote": "quote",
    "createOrder": "order",
    "createReview": "review",
    "createEnrollment": "enrollment",
    "submitCourse": "submission",
    "createInstructorApplication": "application",
    "createRefundRequest": "refund_request",
    "createRefund": "refund",
    "startPayoutRun": "payout_run",
}


def learn_draft(draft):
    learn("draft", id=draft["id"], courseId=draft["id"])
    for section in draft["sections"]:
        learn("section", courseId=draft["id"], sectionId=section["id"])
        for lesson in section["lessons"]:
            learn("lesson", courseId=draft["id"], lessonId=lesson["id"])

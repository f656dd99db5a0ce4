"""Signs in, reads the catalog and is refused a quote, with what openapi-python-client makes."""

import json
import os
import uuid

from platform_client import AuthenticatedClient, Client
from platform_client.api.catalog import list_courses
from platform_client.api.quotes import create_quote
from platform_client.api.sessions import create_session
from platform_client.models import (
    CoursePageResponse,
    QuoteCreateDto,
    QuoteNotForSaleProblem,
    SessionCreateDto,
    SignInResponse,
)

ABSENT_COURSE = uuid.UUID("01890a5d-ac96-774b-bcce-b302099a4e96")


def main() -> None:
    url = os.environ["PLATFORM_URL"]
    account = SessionCreateDto(
        email=os.environ["PLATFORM_EMAIL"], password=os.environ["PLATFORM_PASSWORD"]
    )
    session = create_session.sync(client=Client(base_url=url), body=account)
    if not isinstance(session, SignInResponse):
        raise SystemExit(f"Unexpected: {session}")
    client = AuthenticatedClient(base_url=url, token=session.access_token)
    courses = list_courses.sync(client=client)
    if not isinstance(courses, CoursePageResponse):
        raise SystemExit(f"Unexpected: {courses}")
    refused = create_quote.sync(
        client=client, body=QuoteCreateDto(course_ids=[ABSENT_COURSE])
    )
    if not isinstance(refused, QuoteNotForSaleProblem):
        raise SystemExit(f"Unexpected: {refused}")
    seen = {
        "email": session.user.email,
        "titles": [course.title for course in courses.items],
        "notForSale": [str(course) for course in refused.course_ids],
    }
    print(json.dumps(seen))


main()

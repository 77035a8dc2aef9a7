"""The front page and the page of findings count the same."""

import re

from tests.support.example import get_example
from veikart.web.counts import finding_counts, findings_answer


def counted(html: str) -> list[str]:
    block = re.search(r'<ul class="grade-counts">(.*?)</ul>', html, re.DOTALL)
    assert block
    return [" ".join(re.sub(r"<[^>]+>", " ", one).split()) for one in re.findall(r"<li>(.*?)</li>", block[1], re.DOTALL)]


def test_the_front_page_counts_as_the_page_of_findings(client, published):
    front, findings = client.get("/handlingsprogram/").content.decode(), client.get("/funn/").content.decode()
    assert counted(front) == counted(findings) == [one["word"] for one in finding_counts(get_example())]
    assert sum(int(word.split()[0]) for word in counted(front)) == len(get_example().findings)


def test_the_front_page_answers_whether_the_budget_is_in_order(client, published):
    html = client.get("/handlingsprogram/").content.decode()
    assert f"{findings_answer(get_example())}." in html
    assert f"<h1>{findings_answer(get_example())}</h1>" in client.get("/funn/").content.decode()


def test_every_count_leads_to_its_group(client, published):
    html = client.get("/funn/").content.decode()
    for one in finding_counts(get_example()):
        assert f'id="{one["url"].partition("#")[2]}"' in html

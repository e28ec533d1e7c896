"""Components on a page without a kernel: what they say goes to our own server by POST, and its answer comes back."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

HOSTED = """async ([name, state]) => {
    const { plainModel, postsTo, show } = await import("/components/plain_host.js");
    const component = (await import(`/components/${name}.js`)).default;
    const place = document.createElement("div");
    document.querySelector("main").append(place);
    window.hosted = plainModel({ state, said: postsTo("/said") });
    window.leave.hosted = await show(component, window.hosted, place);
}"""


@pytest.fixture
def hosted(stage, wall):
    on = stage({"path": {"items": []}})
    on.page.evaluate(HOSTED, ["wall", {**wall, "rescue": "/rescue"}])
    return on


def write(on, words):
    on.page.get_by_label("In their words").fill(words)
    on.page.keyboard.press("Enter")


def test_what_is_said_is_posted_and_the_answer_shown(hosted, server):
    write(hosted, "A chair by the door.")
    expect(hosted.page.locator(".recent .mark")).to_have_text("✓ Saved 14:33")
    assert server.rescued[0]["card"]["words"] == "A chair by the door."


def test_a_refusal_is_shown(hosted, server):
    server.rescue = (403, {"sentence": "Writing is closed."})
    write(hosted, "Too late")
    expect(hosted.page.get_by_role("alert").filter(has_text="keep this page open. Writing is closed.")).to_be_visible()


def test_an_answer_may_bring_a_new_state(hosted, server, wall):
    server.rescue = (200, {"saved": "x", "state": {**wall, "cards": wall["cards"][:3]}})
    write(hosted, "x")
    expect(hosted.page.locator(".columns [data-card]")).to_have_count(4)


def test_a_server_that_fails_leaves_it_to_the_component(hosted, server):
    server.rescue = (500, {})
    write(hosted, "Kept")
    expect(hosted.page.locator(".recent .mark")).to_have_text("Not saved yet")
    expect(hosted.page.get_by_text("Kept").first).to_be_visible()


def test_ears_are_taken_off_one_by_one_or_all(hosted):
    heard = hosted.page.evaluate("""async () => {
        const { plainModel } = await import("/components/plain_host.js");
        const model = plainModel({ state: { a: 1 } });
        const heard = [];
        const one = () => heard.push(`one ${model.get("state").a}`);
        model.on("change:state", one);
        model.on("msg:custom", (told) => heard.push(told.saved));
        model.show({ a: 2 });
        model.off("change:state", one);
        model.show({ a: 3 });
        model.tell({ saved: "x" });
        model.off("msg:custom");
        model.tell({ saved: "y" });
        return heard;
    }""")
    assert heard == ["one 2", "x"]

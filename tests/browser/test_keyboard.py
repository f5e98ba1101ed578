"""Without a mouse: skip link, tabs, filters, an event, the reader; and what the theme button and still motion do."""

from tests.browser.addresses import HERE


def focused(page):
    return page.evaluate("(document.activeElement.innerText || document.activeElement.value || '').trim()")


def tab_to(page, words, most=80):
    """Press Tab until something with these words has the focus, which must be seen."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if words in focused(page):
            assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none", words
            return
    raise AssertionError(f"{words!r} was not reached")


def test_an_event_and_its_words_are_reached_by_keyboard(room, open_context):
    page = open_context().new_page()
    page.goto(f"{room}/{HERE}")
    tab_to(page, "Skip to the content", 1)
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    tab_to(page, "Events")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{HERE}/events")
    tab_to(page, "Filter")
    page.keyboard.press("Enter")
    assert page.locator("details.filters").evaluate("part => part.open")
    first = page.locator(".lines .what a").first.inner_text()
    tab_to(page, first, 200)
    page.keyboard.press("Enter")
    page.wait_for_url("**/events/event-*")
    reader = page.locator("main a[href^='/documents/']").first
    tab_to(page, reader.inner_text())
    page.keyboard.press("Enter")
    page.wait_for_url("**/documents/**")
    assert page.locator("h1").count() == 1


def test_a_search_is_typed_and_sent_by_keyboard(room, open_context):
    page = open_context().new_page()
    page.goto(f"{room}/{HERE}")
    page.locator("#search").focus()
    page.keyboard.type("border")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?**q=border**")
    assert page.locator("main mark").count() > 0


def test_the_theme_is_chosen_and_kept(room, open_context):
    page = open_context(color_scheme="light").new_page()
    page.goto(room)
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    button = page.locator("button.theme")
    for _ in range(2):
        button.focus()
        page.keyboard.press("Enter")
    assert button.inner_text() == "Theme: dark"
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert dark != light
    page.goto(f"{room}/{HERE}")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == dark


def test_nothing_moves_where_no_motion_is_wanted(room, addresses, open_context):
    page = open_context(reduced_motion="reduce").new_page()
    for address in (addresses["overview"], addresses["events"], addresses["one-documents"]):
        page.goto(room + address)
        assert page.evaluate("document.getAnimations().filter(one => one.playState === 'running').length") == 0
        assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"

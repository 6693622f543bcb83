"""What a run tells the browser about its address: what is new at the end, what is other at once."""

import pytest
from streamlit.testing.v1 import AppTest

from khuyenhoc.ui import url_state


def _screen() -> None:
    import streamlit as st

    from khuyenhoc.ui import url_state

    sent = st.session_state.setdefault("sent", [])
    told = st.query_params

    for key in ("province", "period"):
        url_state.follow(key, ["a", "b"])
        url_state.write(key, st.selectbox(key, ["a", "b"], key=key))
        sent.append((key, "url.untold" in st.session_state))
    st.session_state["seen"] = told.to_dict()
    url_state.tell()
    sent.append(("end", "url.untold" in st.session_state))


@pytest.fixture
def app() -> AppTest:
    """Two choices, a and b each, drawn once."""
    return AppTest.from_function(_screen).run()


def _address(app: AppTest) -> dict[str, str]:
    return {key: "".join(value) for key, value in app.query_params.items()}


def test_new_choices_wait_for_the_end_and_can_be_read_before(app: AppTest) -> None:
    assert app.session_state["sent"] == [("province", True), ("period", True), ("end", False)]
    assert app.session_state["seen"] == {"province": "a", "period": "a"}
    assert _address(app) == {"province": "a", "period": "a"}


def test_another_choice_is_told_at_once(app: AppTest) -> None:
    app.session_state["sent"] = []
    app.selectbox(key="province").select("b").run()
    assert app.session_state["sent"] == [("province", False), ("period", False), ("end", False)]
    assert _address(app) == {"province": "b", "period": "a"}


def test_the_address_decides_what_it_names(app: AppTest) -> None:
    app.query_params["period"] = "b"
    app.run()
    assert app.selectbox(key="period").value == "b"
    assert app.session_state[url_state._written("period")] == "b"


def _stopped_screen() -> None:
    import streamlit as st

    from khuyenhoc.ui import url_state

    url_state.write("lang", "en")
    url_state.stop()
    st.title("after")


def test_a_run_that_ends_early_tells_its_address_too() -> None:
    app = AppTest.from_function(_stopped_screen).run()
    assert (len(app.title), _address(app)) == (0, {"lang": "en"})

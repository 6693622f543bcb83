"""What Streamlit draws around every page, made to fit: menu, headings on a phone, contrast.

Streamlit has no settings for these; they are styles on the parts it marks with test ids. Where an id changes
in a later version, the part falls back to Streamlit's own look and nothing is lost.
"""

import json

from khuyenhoc.i18n import LANGUAGES, Translator
from khuyenhoc.theme import INK_SOFT

# The menu has every page of the product open at once. With the search above it and rows close to each other,
# both are in reach on a screen 768 pixels high; a finger needs the taller rows that Streamlit gives. What the
# search found leads to one page, the profile: once that is open, Streamlit would mark every line as current.
_MENU = """
[data-testid="stSidebarContent"] { display: flex; flex-direction: column; }
[data-testid="stSidebarHeader"] { margin-bottom: 0; }
[data-testid="stSidebarUserContent"] { order: 1; padding: 0 0 0.25rem; }
[data-testid="stSidebarUserContent"] [data-testid="stVerticalBlock"] {
    flex-flow: row wrap; align-items: center; gap: 0.35rem 0.5rem;
}
[data-testid="stSidebarUserContent"] .st-key-lang, [data-testid="stSidebarUserContent"] .st-key-text-large {
    width: auto;
}
[data-testid="stSidebarUserContent"] .st-key-lang button { padding: 0 0.4rem; min-height: 2rem; }
[data-testid="stSidebarUserContent"] [data-testid="stPageLink-NavLink"] { background: transparent; }
[data-testid="stSidebarUserContent"] [data-testid="stPageLink-NavLink"] p { font-weight: 400; }
[data-testid="stSidebarUserContent"] [data-testid="stPageLink-NavLink"] :is(span, div, p) {
    white-space: normal; overflow: visible;
}
[data-testid="stSidebarNav"] { order: 2; padding-bottom: 1rem; }
[data-testid="stSidebarNavSeparator"] { display: none; }
@media (min-width: 769px) {
    [data-testid="stSidebarHeader"] { height: 0.4rem; z-index: 1; }
    [data-testid="stSidebarNavItems"] li { margin: 0; }
    [data-testid="stSidebarContent"] { padding-left: 0.5rem; padding-right: 0.5rem; }
    [data-testid="stSidebarNavItems"] > div { margin-top: 0.1rem; }
    [data-testid="stNavSectionHeader"] {
        margin: 0.1rem 0 0; padding-top: 0; padding-bottom: 0; line-height: 1.2;
    }
    [data-testid="stSidebarNavLinkContainer"], [data-testid="stSidebarNavLink"] {
        min-height: 0; height: 1.42rem; margin: 0;
    }
}
"""
# On a phone the headline would fill the first screen, and the tools over a table, which are always shown
# where there is no mouse, would cover the words above it.
_PHONE = """
@media (max-width: 640px) {
    [data-testid="stMain"] h1 { font-size: 1.35rem; }
    [data-testid="stMain"] h2 { font-size: 1.2rem; }
    [data-testid="stMain"] h3 { font-size: 1.1rem; }
    [data-testid="stElementToolbar"] { display: none; }
}
"""
# A figure that is wider than its tile takes two lines; Streamlit would cut it off with dots.
_TILES = """
[data-testid="stMetricValue"], [data-testid="stMetricValue"] *,
[data-testid="stMetric"] [data-testid="stMetricValue"] [data-testid="stMarkdownContainer"] p {
    white-space: normal; overflow: visible; text-overflow: clip;
}
[data-testid="stBaseButton-tertiary"] { min-height: 1.75rem; padding: 0; }
"""
# Four columns side by side need an office screen; on a smaller one, or at twice the size, they stand two by
# two: a figure would stick out of its tile, and a choice be cut off.
_NARROW = """
@media (min-width: 641px) and (max-width: 1100px) {
    [data-testid="stHorizontalBlock"]:has(> [data-testid="stColumn"]:nth-child(4)) { flex-wrap: wrap; }
    [data-testid="stHorizontalBlock"]:has(> :nth-child(4)) > [data-testid="stColumn"] {
        flex: 1 1 calc(50% - 1rem); min-width: calc(50% - 1rem);
    }
}
"""
# In place of "Press Enter to apply", which Streamlit writes in English only: the names of the keys.
_KEYS = """
[data-testid="InputInstructions"], [data-testid="InputInstructions"] * { font-size: 0; }
[data-testid="InputInstructions"]::after { content: "Enter ↵"; font-size: 0.8rem; }
[data-testid="stTextArea"] [data-testid="InputInstructions"]::after { content: "Ctrl + Enter"; }
"""
# Streamlit leaves five rem empty on either side, a fifth of an office screen. Small print
# is 4.4:1 in its grey; it carries completeness and sources, which have to be read from the third row.
_PAGE = f"""
@media (min-width: 769px) {{
    [data-testid="stMainBlockContainer"] {{ padding-left: 2.5rem; padding-right: 2.5rem; }}
}}
[data-testid="stMain"] h1 {{ padding: 0.5rem 0; text-wrap: balance; }}
[data-testid="stCaptionContainer"], [data-testid="stCaptionContainer"] *,
[data-testid="stExpander"] summary, [data-testid="stExpander"] summary * {{ color: {INK_SOFT}; opacity: 1; }}
"""
# For those whom movement on a screen makes unwell, as their system says. Transitions are off and not merely
# short: the tables find out a cell's colour from an element they have just coloured, and while a transition
# runs, however short, that is the colour before, so that every coloured cell would be grey.
_CALM = """
@media (prefers-reduced-motion: reduce) {
    *, *::before, *::after { animation-duration: 0.01ms !important; transition: none !important; }
}
"""
_OPENING = "@keyframes opening { from { opacity: 0; } to { opacity: 1; } }"


def styles() -> str:
    """All of them, for the page that Streamlit's screens stand in: there before anything is drawn."""
    return "".join([_MENU, _PHONE, _TILES, _NARROW, _KEYS, _PAGE, _CALM, _OPENING, *map(_opening, LANGUAGES)])


def _opening(language: str) -> str:
    """While a page has nothing to show yet, say so: after a second, as most pages are there sooner.

    The words are gone as soon as there is a title or a sentence, without another element.
    """
    words = json.dumps(Translator(language)("shell.opening"), ensure_ascii=False)
    return f"""
html:lang({language}) [data-testid="stMainBlockContainer"]:not(:has(h1, p))::before {{
    content: {words}; position: absolute; color: {INK_SOFT}; font-size: 1.25rem;
    animation: opening 0s linear 1s both;
}}
"""

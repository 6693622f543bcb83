"use strict";
(() => {
  // The language of the screen stands in the address; a screen reader chooses its voice by it.
  const tellLanguage = () => {
    const chosen = new URLSearchParams(location.search).get("lang");
    const language = chosen === "en" ? "en" : "vi";
    // Said again, the same language has the browser work out the look of the whole page again.
    if (document.documentElement.lang !== language) document.documentElement.lang = language;
  };
  // Figures are drawn on the server, whose connection begins after this line; it cannot ask how wide they will be.
  const tellWidth = () => {
    document.cookie = `khuyenhoc-width=${innerWidth}; path=/; samesite=strict`;
  };
  addEventListener("resize", tellWidth);
  tellWidth();
  // Streamlit's menu puts a div between list and items, which a screen reader takes for a broken list.
  // Plain links under the menu's own heading are read out well.
  const mendMenu = () => {
    const menu = "ul[data-testid=stSidebarNavItems]:not([role])";
    for (const list of document.querySelectorAll(menu)) list.setAttribute("role", "none");
    const items = "ul[data-testid=stSidebarNavItems] li:not([role])";
    for (const item of document.querySelectorAll(items)) item.setAttribute("role", "none");
  };
  let isWaiting = false;
  const mend = () => {
    isWaiting = false;
    tellLanguage();
    mendMenu();
  };
  new MutationObserver(() => {
    if (isWaiting) return;
    isWaiting = true;
    setTimeout(mend, 200);
  }).observe(document.documentElement, { childList: true, subtree: true });
  mend();
})();

"use strict";
(() => {
  // Where the server is, and what it would answer when asked whose frames may talk to the page: nobody's, the
  // name is one that can belong to nobody. Without these the page looks for the server below its own address
  // first, waits, and connects only once that was answered; it still asks, beside the work.
  window.__streamlit = {
    BACKEND_BASE_URL: location.origin,
    HOST_CONFIG: { allowedOrigins: ["https://nobody.invalid"], useExternalAuthToken: false },
  };
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

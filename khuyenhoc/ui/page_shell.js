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
  // On a narrow screen the menu covers the page: it folds when one of its links was taken. Streamlit folds it for
  // the menu's own links and for what calls itself a phone only.
  addEventListener("click", (event) => {
    if (innerWidth >= 768 || !event.target.closest("[data-testid=stSidebar] a")) return;
    setTimeout(() => {
      const isOpen = document.querySelector("[data-testid=stSidebar]").getBoundingClientRect().right > 0;
      if (isOpen) document.querySelector("[data-testid=stSidebarCollapseButton] button").click();
    }, 400);
  });
  // Streamlit's menu puts a div between list and items, which a screen reader takes for a broken list.
  // Plain links under the menu's own heading are read out well.
  const mendMenu = () => {
    const menu = "ul[data-testid=stSidebarNavItems]:not([role])";
    for (const list of document.querySelectorAll(menu)) list.setAttribute("role", "none");
    const items = "ul[data-testid=stSidebarNavItems] li:not([role])";
    for (const item of document.querySelectorAll(items)) item.setAttribute("role", "none");
  };
  // Labels of Streamlit's and Plotly's own buttons, for a screen reader and for the pointer that rests on them.
  const vietnamese = {
    "Sidebar": "Danh mục trang",
    "Collapse sidebar": "Đóng danh mục",
    "Expand sidebar": "Mở danh mục",
    "Link to heading": "Liên kết tới mục này",
    "Choose date": "Chọn ngày",
    "Choose date range": "Chọn khoảng ngày",
    "Increment": "Tăng",
    "Decrement": "Giảm",
    "file upload": "Chọn tệp",
    "Download plot as a PNG": "Tải hình PNG",
    "Zoom": "Phóng to một vùng",
    "Pan": "Kéo hình",
    "Zoom in": "Phóng to",
    "Zoom out": "Thu nhỏ",
    "Autoscale": "Vừa khung",
    "Reset": "Như lúc đầu",
    "Reset axes": "Như lúc đầu",
    "Reset view": "Như lúc đầu",
    "Fullscreen": "Toàn màn hình",
    "Close fullscreen": "Thu nhỏ lại",
  };
  const mendLabels = () => {
    if (document.documentElement.lang !== "vi") return;
    for (const name of ["aria-label", "data-title"]) {
      for (const element of document.querySelectorAll(`[${name}]`)) {
        const ours = vietnamese[element.getAttribute(name)];
        if (ours) element.setAttribute(name, ours);
      }
    }
  };
  let isWaiting = false;
  const mend = () => {
    isWaiting = false;
    tellLanguage();
    mendMenu();
    mendLabels();
  };
  new MutationObserver(() => {
    if (isWaiting) return;
    isWaiting = true;
    setTimeout(mend, 200);
  }).observe(document.documentElement, { childList: true, subtree: true });
  mend();
})();

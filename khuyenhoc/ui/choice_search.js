// Names that fit what is typed into a list of choices, the likeliest first; goes into Streamlit's own module.
// Marks, capitals and signs are forgiven, first letters are enough ("tp hcm" for Hồ Chí Minh), as in the
// search of units (khuyenhoc/domain/search.py).
const fittingChoices = (() => {
  const plain = (text) =>
    text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/g, "d").replace(/y/g, "i")
      .replace(/[^a-z0-9]+/g, " ").trim();
  // Each letter stands where the one before does, or begins the next word: "kh hoa", "hcm".
  const initials = (typed) => {
    const words = typed.split(" ").map((word) => word.split("").join("(?:\\w* )?"));
    return new RegExp(`(^| )${words.join("\\w* ")}`);
  };
  const inOrder = (typed, name) => {
    let place = -1;
    for (const letter of typed.replace(/ /g, "")) {
      place = name.indexOf(letter, place + 1);
      if (place < 0) return false;
    }
    return true;
  };
  const TYPE = /^((thanh pho|tinh|t) |tp ?)(?=.)/;
  const MOST_LETTERS = 12;
  const NO_FIT = 6;
  const rank = (name, typed) => {
    if (name === typed) return 0;
    if (name.startsWith(typed)) return 1;
    if (` ${name}`.includes(` ${typed}`)) return 2;
    if (typed.split(" ").every((word) => ` ${name}`.includes(` ${word}`))) return 3;
    return typed.length <= MOST_LETTERS && initials(typed).test(name) ? 4 : NO_FIT;
  };
  return (choices, text) => {
    const typed = plain(text);
    const asTyped = text.trim().toLowerCase().normalize("NFC");
    if (!typed) return choices.filter((choice) => choice.label.includes(asTyped));
    const bare = typed.replace(TYPE, "");
    const ranked = choices.map((choice) => {
      const name = plain(choice.label);
      const best = Math.min(rank(name, typed), bare === typed ? NO_FIT : rank(name, bare) + 0.5);
      const hasMarks = choice.label.normalize("NFC").toLowerCase().includes(asTyped);
      return { choice, best: best < NO_FIT ? best : inOrder(typed, name) ? 5 : NO_FIT, other: hasMarks ? 0 : 1 };
    });
    const least = ranked.some((one) => one.best < 5) ? 5 : NO_FIT;
    return ranked
      .filter((one) => one.best < least)
      .sort((one, two) => one.best - two.best || one.other - two.other)
      .map((one) => one.choice);
  };
})();

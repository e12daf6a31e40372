// What is typed stays in this browser until it is saved, and is there again for who typed it alone:
// others may log in at the same computer. Without accounts all is one person's.
const { who } = document.body.dataset;

export const named = (key) => (who ? `${key} @${who}` : key);
export const kept = (key) => localStorage.getItem(named(key));
export const keepOwn = (key, text) => localStorage.setItem(named(key), text);
export const forgetKept = (key) => localStorage.removeItem(named(key));

// Every page: forms that send themselves; then what the page at hand needs.
import { watchDrafts } from "./drafts.js";
import { watchForms } from "./send.js";

watchForms();
watchDrafts();
dispatchEvent(new Event("watched"));
if (document.getElementById("shelves")) import("./shelves.js");
if (document.getElementById("upload")) import("./upload.js");
if (document.getElementById("candidates")) import("./review.js");
if (document.getElementById("signing-desk")) import("./briefing.js");
if (document.getElementById("tasks") ?? document.getElementById("task")) import("./tasks.js");
if (document.getElementById("sheet")) import("./text.js");
if (document.getElementById("lookback")) import("./lookback.js");

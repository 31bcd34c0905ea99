// Draws images/icon.png from images/icon.svg. Needs Chromium; CHROMIUM says where it is.
import { readFile } from "node:fs/promises";
import { chromium } from "playwright-core";

const images = new URL("../images/", import.meta.url);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu"],
});
const page = await browser.newPage({ viewport: { width: 256, height: 256 } });
await page.setContent(`<body style="margin:0">${await readFile(new URL("icon.svg", images), "utf8")}</body>`);
await page.screenshot({ path: new URL("icon.png", images).pathname, omitBackground: true });
await browser.close();

// Which program is the server. Only what is on the disk already; nothing is ever fetched.

import { access, constants } from "node:fs/promises";
import * as path from "node:path";

/** A program that can be tried, and where the choice comes from. */
export interface Program {
  path: string;
  from: "setting" | "extension";
}

/** Why there is nothing to start, in words for the person in front of it. */
export class NoProgram extends Error {}

/** What decides about the program. */
export interface Place {
  /** What the setting `referral.server.path` says; empty where it says nothing. */
  setting: string;
  /** The folder of the extension. */
  extension: string;
  platform: NodeJS.Platform;
  home: string;
}

/** The program to start. It may not exist: see `startable`. */
export function program({ setting, extension, platform, home }: Place): Program {
  const given = setting.trim();
  if (given !== "") {
    const whole = given === "~" || /^~[\\/]/.test(given) ? path.join(home, given.slice(1)) : given;
    return { path: whole, from: "setting" };
  }
  const name = platform === "win32" ? "referral.exe" : "referral";
  return { path: path.join(extension, "bin", name), from: "extension" };
}

/** The same program, once it is known to be there and to be one. */
export async function startable(program: Program): Promise<Program> {
  if (!path.isAbsolute(program.path)) {
    throw new NoProgram(`The setting referral.server.path must be a whole path, and "${program.path}" is none.`);
  }
  try {
    await access(program.path, constants.F_OK);
  } catch {
    throw new NoProgram(
      program.from === "setting"
        ? `The setting referral.server.path names ${program.path}, and there is no such file.`
        : "This copy of the extension came without the program that checks referrals. " +
          "Install the one for this kind of computer, or say in the settings where the program is.",
    );
  }
  try {
    await access(program.path, constants.X_OK);
  } catch {
    throw new NoProgram(`${program.path} is there, and this computer may not run it as a program.`);
  }
  return program;
}

import { backupCommands } from './backups.ts';
import type { Command } from './command.ts';
import { doctorCommand } from './doctor.ts';
import { tokenCommands } from './tokens.ts';
import { upkeepCommands } from './upkeep.ts';
import { userCommands } from './users.ts';

/** Every verb, in the order in which `1022 --help` lists them. */
export const commands: readonly Command[] = [doctorCommand, ...upkeepCommands, ...backupCommands, ...userCommands, ...tokenCommands];

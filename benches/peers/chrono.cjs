// chrono-node: the dates of every text. Argument: rows.
const fs = require("fs");
const path = require("path");
const chrono = require(path.join(process.env.NODE_PATH, "chrono-node"));

let found = 0;
for (const line of fs.readFileSync(process.argv[2], "utf8").split("\n")) {
  if (line) found += chrono.parse(JSON.parse(line).text).length;
}
console.log(found);

#!/bin/sh
# Compile the look of the web application and fetch its two scripts, for those who change them.
# Users need none of this: what it makes is in joinedup/web/static and is shipped. Needs Node.js and npm.
set -eu
cd "$(dirname "$0")/.."

govuk_frontend="6.3.0"
htmx="2.0.11"
sass="1.108.2"

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --prefix "$work" \
    "govuk-frontend@$govuk_frontend" "htmx.org@$htmx" "sass@$sass"

shipped="joinedup/web/static/joinedup"
mkdir -p "$shipped"
# A report's own style, less what the frame of the application already says of the whole page.
styles="joinedup/reports/templates"
sed -n '/^:root/,/}/p' "$styles/style.css" >"$work/colours.scss"
{ sed '/^:root/,/}/d' "$styles/style.css"; cat "$styles/charts.css"; } >"$work/report.scss"
# What one kind of report adds holds for that kind alone, as it does where the report is a file of its own.
for kind in medium_term outturn paper portfolio section_25; do
    cp "$styles/$kind.css" "$work/report_$kind.scss"
done
"$work/node_modules/.bin/sass" --style=compressed --no-source-map --quiet-deps \
    --load-path="$work/node_modules" --load-path="$work" \
    joinedup/web/styles/joinedup.scss "$shipped/joinedup.css"
cp "$work/node_modules/govuk-frontend/dist/govuk/govuk-frontend.min.js" "$shipped/govuk-frontend.js"
cp "$work/node_modules/htmx.org/dist/htmx.min.js" "$shipped/htmx.js"
# The crown is not ours to show.
sed -i 's#url("/static/joinedup/images/govuk-crest.svg")#none#g' "$shipped/joinedup.css"
# The map files are not shipped.
sed -i '/^\/\/# sourceMappingURL=/d' "$shipped/govuk-frontend.js"

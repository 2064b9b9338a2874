/**
 * The web page for people, at {@code /}: what waits, runs, was done and died, and what can be done about it.
 *
 * <p>Static ES modules and one stylesheet, in {@code src/main/resources/page}. There is no build step: the browser loads what is
 * written there. Templates are lit-html's; five of its files come out of its jar as they are. The page reads the public API with
 * the credentials of its reader, so whatever it shows or does anyone can have from the API too, and who may do what is decided
 * in one place. Nothing on the server renders, so a reader costs what the requests cost.
 *
 * <pre>
 *   GET /                      index.html: names every other file, asks each time (ETag)
 *   GET /page/VERSION/…        those files and no other, for ever; VERSION is a hash of all of them
 *        main.js     ─► which screen the address asks for
 *        screens/*   ─► one file a screen, which knows the API and how to show it
 *        kit/*       ─► the API's client, words in English and Ukrainian, times, JSON, charts
 * </pre>
 *
 * <p>Texts of tasks are hostile. Templates escape by construction, the Content-Security-Policy allows no script but these
 * files and no other host, and Trusted Types let no text become markup. All addresses are relative, so the page works below any
 * path that a proxy strips.
 */
package dev.handoff.edge.page;

/**
 * What scans of messages look for: rules, and the comparison of messages with them.
 *
 * <pre>
 *   rule    words, patterns, hosts ──► Ruleset.examine ──┐
 *           claims ──────────────────► Similarity ───────┼──► flags, each a message and a reason
 *   moderation model ────────────────► Moderator ────────┘
 * </pre>
 *
 * <p>Messages are written by people who want to get by, so they are compared in a form that undoes what hides words from
 * programs but not from readers: {@link dev.handoff.domain.monitoring.rule.Folding}. Patterns come from people too, and one of them must not
 * stop a scan: they are RE2, whose time grows with the text alone.
 *
 * <p>All rules are held in memory. Each batch reads one line that tells whether they have changed, and the rules if so. The
 * vectors of claims are made by the process that compares and are kept as long as the claims are there: a claim is a
 * sentence, which says the same to every model, while stored vectors would tie the rules to one. The price is that a fresh
 * process makes them all once, some ten seconds for a thousand claims with the model that comes along.
 *
 * <p>The default of 0.75 for claims was measured with the model that comes along, on three claims and 25 messages: those that
 * put a claim in other words of the same kind reached 0.81 to 0.97, those about the same things that say something else at
 * most 0.74, denials among them. Freer wordings lie at 0.43 to 0.69 and are missed; what finds them finds the others too.
 *
 * <p>Knows {@code event}, {@code task}, {@code schema}, {@code store} and {@code embedding}.
 */
package dev.handoff.domain.monitoring.rule;

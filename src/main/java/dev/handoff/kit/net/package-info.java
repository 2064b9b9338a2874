/**
 * Servers by the names that people give them. Those of containers often have an underscore, such as {@code my_postgres}, which
 * {@link java.net.URI} takes for no host and the JDK's client of HTTP refuses, though every resolver knows them.
 */
package dev.handoff.kit.net;

/**
 * Settings that reach Quarkus under other names: {@code DATABASE_URL}, {@code DB_POOL_SIZE}, {@code APP_ENV}.
 *
 * <p>People who operate programs of this kind know these names, and Quarkus wants each of them in several places. They are
 * translated by config sources, so that it makes no difference whether the program was started by a person, a test or a
 * function runtime.
 *
 * <p>Knows {@code postgres} and nothing else of Handoff.
 */
package dev.handoff.kit.config;

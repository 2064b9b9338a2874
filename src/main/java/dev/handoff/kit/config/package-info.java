/**
 * What is settled before the program runs: settings that reach Quarkus under other names ({@code DATABASE_URL},
 * {@code DB_POOL_SIZE}, {@code APP_ENV}), and what a native executable has to know about JSON.
 *
 * <p>People who operate programs of this kind know these names, and Quarkus wants each of them in several places. They are
 * translated by config sources, so that it makes no difference whether the program was started by a person, a test or a
 * function runtime.
 *
 * <p>A native executable holds no reflection data but what was registered when it was built. {@code JsonShapes} registers
 * every record and enum of the application then, because a list that people keep lacks the newest one.
 */
package dev.handoff.kit.config;

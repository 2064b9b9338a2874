/** Messages: so far the example task that does nothing but show what tasks can do. */
package dev.handoff.handler.message;

package dev.handoff.edge.session;

import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Who a caller is.
 *
 * @param role what it may do here
 * @param seesData whether it is shown inputs and results
 * @param expiresAt when its session ends; empty without one
 */
@Schema(name = "Session")
record Who(String name, String role, boolean seesData, Optional<Instant> expiresAt) {}

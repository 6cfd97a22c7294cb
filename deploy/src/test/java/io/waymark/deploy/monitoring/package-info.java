/** Holds rules, dashboards and the composition of containers to themselves and to each other. */
@NullMarked
package io.waymark.deploy.monitoring;

import org.jspecify.annotations.NullMarked;

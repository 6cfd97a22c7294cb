/** Holds what runs the services to the code: manifests, rules, dashboards, images. */
@NullMarked
package io.waymark.deploy;

import org.jspecify.annotations.NullMarked;

/** Holds the manifests of Kubernetes to the code, and to what the kinds of their resources know. */
@NullMarked
package io.waymark.deploy.kubernetes;

import org.jspecify.annotations.NullMarked;

/**
 * Personal data at rest. What is sealed has a key of its own, made for it alone (AES-256-GCM), and that key is wrapped by a master key.
 * Of a record in Kafka the wrapped key lies elsewhere ({@link io.waymark.contract.Topics#KEYS}), so that destroying it destroys the
 * record wherever copies of it are; of a text in a row it goes with the text. Master keys come from configuration, in clear or
 * encrypted by a key service, and are changed without touching what was sealed before.
 */
@NullMarked
package io.waymark.sealing;

import org.jspecify.annotations.NullMarked;

/**
 * What a job's owner says about topics that others fill: where a document's fields lie in their
 * JSON, and which headers results hand on. Immutable and serializable; knows no records' values.
 */
@NullMarked
package dev.limelight.connectors.codec.format;

import org.jspecify.annotations.NullMarked;

/**
 * The configured form of input records: the paths of a document's fields in their JSON, and the
 * headers that results carry. Immutable and serializable; knows no records' values.
 */
@NullMarked
package dev.limelight.connectors.codec.format;

import org.jspecify.annotations.NullMarked;

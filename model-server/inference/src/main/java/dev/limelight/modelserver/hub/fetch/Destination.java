package dev.limelight.modelserver.hub.fetch;

import java.io.IOException;
import java.nio.file.Path;

/** The place for the files of one commit. */
public interface Destination {

    /** The folder that the files are found in. */
    Path folder();

    /** Whether a file is known to be there, without asking the site. */
    boolean isComplete(String name);

    /** Whether the content with that entity tag is there already. */
    boolean holds(String name, String etag) throws IOException;

    /** Where the content goes once it is whole. */
    Path content(String name, String etag);

    /** Where the content grows; it is kept when a download breaks. */
    Path incomplete(String name, String etag);

    /** What processes that want the same content lock. */
    Path lock(String name, String etag);

    /** Makes the content found under its name. */
    void publish(String name, String etag) throws IOException;
}

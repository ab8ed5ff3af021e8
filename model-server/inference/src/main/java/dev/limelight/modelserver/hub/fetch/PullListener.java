package dev.limelight.modelserver.hub.fetch;

/** A listener to the progress of a pull, called on the thread that pulls. */
public interface PullListener {

    /**
     * More of a file has come.
     *
     * @param octets so far
     * @param size of the file in octets; -1 where the hub does not say
     */
    void fetched(String file, long octets, long size);

    /** A file is there, whether it came now or before. */
    default void finished(String file, int done, int files) {}
}

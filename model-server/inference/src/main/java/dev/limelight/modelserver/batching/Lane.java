package dev.limelight.modelserver.batching;

/**
 * The two queues of an engine. A request of a caller who asks for little goes in the quick lane;
 * what a caller asks beyond that goes in the bulk lane, so that a long text does not stand before a
 * short one. While both lanes have work, they share the engine by {@link #weight}: neither starves.
 */
enum Lane {
    QUICK(3),
    BULK(1);

    private final int weight;

    Lane(int weight) {
        this.weight = weight;
    }

    /** This lane's share of the engine is its weight out of the sum of both. */
    int weight() {
        return weight;
    }
}

package io.nokube.gateway.limit;

/// How many requests the heap has room for. Pure.
final class HeapShare {
    /// What a request under way takes natively, such as an open event stream; on the JVM it is 12 kB.
    private static final long BYTES_EACH = 20 * 1024;
    /// For all else, and for what the collector needs so as not to run all the time.
    private static final long RESERVED = 72L * 1024 * 1024;

    private static final int FEWEST = 512;
    private static final int MOST = 8192;

    private HeapShare() {}

    /// @param heap the most it may become, in bytes
    static int connections(long heap) {
        return (int) Math.clamp((heap - RESERVED) / BYTES_EACH, FEWEST, MOST);
    }
}

package dev.handoff.tool.bench;

/**
 * How clients follow that all read what they are told.
 *
 * @param subjects of which each client follows one
 * @param lag from an announcement to its receipt, each client's counted
 * @param missed how many messages clients have not received
 * @param closed how many clients the server has closed
 * @param cpuPercentPerClient of one processor, everything from the announcement on; the clients' own share is not in it
 * @param heapBytesPerClient while there is nothing to tell
 */
public record Live(
        int clients,
        int subjects,
        Percentiles lag,
        long missed,
        long closed,
        double cpuPercentPerClient,
        long heapBytesPerClient) {}

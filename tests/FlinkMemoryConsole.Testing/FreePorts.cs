using System.Net;
using System.Net.Sockets;

namespace FlinkMemoryConsole.Testing;

/// <summary>Ports of 127.0.0.1 that nobody listens on just now.</summary>
public static class FreePorts
{
    /// <summary>All different, because all are held until all are found.</summary>
    public static IReadOnlyList<int> Find(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        listeners.ForEach(listener => listener.Start());
        var ports = listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port).ToArray();
        listeners.ForEach(listener => listener.Dispose());
        return ports;
    }
}

using System.Globalization;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Security;

namespace Platform.Operations;

internal static class PeersExtensions
{
    private static readonly (string Service, bool HasDatabase)[] Asked =
        [("gateway", false), ("identity", true), ("registry", true), ("licensing", true), ("telemetry", true), ("mqtt-bridge", false), ("notifications", true), ("jobs", true)];

    /// <summary>Adds <see cref="Peers"/>: every instance of every service that the topology gives an address of.</summary>
    public static void AddPeers(this WebApplicationBuilder builder)
    {
        var peers = Asked.SelectMany(asked => InstancesOf(builder.Configuration, asked.Service, asked.HasDatabase)).ToArray();
        builder.Services.AddHttpClient(Peers.ClientName, client => client.Timeout = Peers.Patience);
        builder.Services.AddSingleton(p => new Peers(peers, p.GetRequiredService<IHttpClientFactory>(), p.GetRequiredService<ServiceTokens>()));
    }

    private static IEnumerable<Peer> InstancesOf(ConfigurationManager configuration, string service, bool hasDatabase)
    {
        // The first is asked for by its name, so that a service without an address ends the start with a message that names it.
        yield return new Peer(service, OutgoingHttp.AddressOf(configuration, service), hasDatabase) { Name = service };
        for (var number = 1; configuration[string.Create(CultureInfo.InvariantCulture, $"services:{service}:http:{number}")] is { } address; number++)
            yield return new Peer(service, new Uri(address), hasDatabase) { Name = string.Create(CultureInfo.InvariantCulture, $"{service}-{number}") };
    }
}

using System.Net.Http.Headers;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Security;

namespace Platform.Operations;

/// <summary>An instance of a service, where it listens, and whether it has a database.</summary>
internal sealed record Peer(string Service, Uri Address, bool HasDatabase)
{
    /// <summary>The service's name, with the instance's number where there are several.</summary>
    public required string Name { get; init; }
}

/// <summary>
/// The services of the topology and how they are asked: once, within two seconds. No retries and no circuit breaker, which
/// would hide what this service is there to show.
/// </summary>
internal sealed class Peers(IReadOnlyList<Peer> all, IHttpClientFactory clients, ServiceTokens tokens)
{
    public const string ClientName = "peers";

    /// <summary>How long one service is waited for.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public IReadOnlyList<Peer> All => all;

    public IEnumerable<Peer> Of(string service) => all.Where(p => p.Service == service);

    /// <summary>This service's own token; null while Identity does not give one.</summary>
    public async Task<string?> TokenAsync(CancellationToken ct)
    {
        try
        {
            return await tokens.GetAsync(ct).AsTask().WaitAsync(Patience, ct);
        }
        catch (Exception exception) when (IsAbsence(exception, ct))
        {
            return null;
        }
    }

    /// <summary>Asks; the answer's status and what it says are the caller's to judge.</summary>
    public async Task<HttpResponseMessage> AskAsync(Peer peer, string path, string? token, CancellationToken ct)
    {
        using var client = clients.CreateClient(ClientName);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(peer.Address, path));
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await client.SendAsync(request, ct);
    }

    /// <summary>What a service says under an internal address; null when it does not answer as it should.</summary>
    public async Task<T?> ReadAsync<T>(Peer peer, string path, CancellationToken ct)
        where T : class
    {
        try
        {
            if (await TokenAsync(ct) is not { } token) return null;
            using var answer = await AskAsync(peer, path, token, ct);
            return answer.IsSuccessStatusCode ? await answer.Content.ReadFromJsonAsync<T>(Json.Options, ct) : null;
        }
        catch (Exception exception) when (IsAbsence(exception, ct))
        {
            return null;
        }
    }

    /// <summary>True when the exception means that the other side is away or answers something else, and not that the caller gave up.</summary>
    public static bool IsAbsence(Exception exception, CancellationToken ct) => exception switch
    {
        OperationCanceledException or TimeoutException => !ct.IsCancellationRequested,
        HttpRequestException or IOException or System.Text.Json.JsonException => true,
        _ => false,
    };
}

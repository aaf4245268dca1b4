using System.Globalization;
using Microsoft.Extensions.Options;
using Platform.Access;
using Platform.Gateway.Door;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Security;

namespace Platform.Gateway.Live;

/// <summary><c>GET /ws</c>: the handshake. The token comes as the subprotocol <c>bearer, &lt;token&gt;</c> or as <c>?token=</c>.</summary>
internal static class LiveEndpoint
{
    private const string Subprotocol = "bearer";

    public static void AddLive(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<LiveOptions>().Bind(builder.Configuration.GetSection("Live")).ValidateOnStart();
        services.AddSingleton<IValidateOptions<LiveOptions>>(new AllErrors<LiveOptions>(o => o.Errors()));
        services.AddSingleton<LiveMeter>();
        services.AddSingleton<LiveShares>();
        services.AddSingleton<LiveHub>();
        services.AddSingleton<LiveTokens>();
        services.AddSingleton<LiveFeed>();
        services.AddHostedService(provider => provider.GetRequiredService<LiveFeed>());
        services.AddHostedService<LiveSweep>();
    }

    public static void MapLive(this WebApplication app) => app.MapMethods("/ws", [HttpMethods.Get, HttpMethods.Connect], OpenAsync)
        .AllowAnonymous()
        .WithTags("Live")
        .WithSummary("Live events as JSON text messages; the access token comes as subprotocol 'bearer, <token>' or as ?token=.")
        .Produces(StatusCodes.Status101SwitchingProtocols)
        .ProducesProblem(StatusCodes.Status401Unauthorized)
        .ProducesProblem(StatusCodes.Status403Forbidden)
        .ProducesProblem(StatusCodes.Status429TooManyRequests)
        .DisableRequestTimeout();

    private static async Task<IResult> OpenAsync(HttpContext http, LiveTokens tokens, LiveHub hub, PitAccess pits, DeviceAccess devices, LiveMeter meter, IOptions<LiveOptions> options, IOptions<DoorOptions> door)
    {
        if (!http.WebSockets.IsWebSocketRequest)
            return Problems.Of(StatusCodes.Status426UpgradeRequired, "websocket_required", "Open this address as a WebSocket.");
        if (!IsOwnOrigin(http, door.Value))
            return Problems.Of(StatusCodes.Status403Forbidden, "foreign_origin", "This page's origin may not open sockets here; it has to be on the list Door__AllowedOrigins.");

        var offered = http.WebSockets.WebSocketRequestedProtocols;
        var byProtocol = offered.Count == 2 && offered[0] == Subprotocol;
        var token = byProtocol ? offered[1] : http.Features.Get<QueryToken>()?.Value;
        if (token is null || await tokens.ReadAsync(token, http.RequestAborted) is not { } owner)
        {
            http.Response.Headers.WWWAuthenticate = token is null ? "Bearer" : "Bearer error=\"invalid_token\"";
            return Problems.Of(StatusCodes.Status401Unauthorized, "unauthenticated", "Send a valid access token as the subprotocol 'bearer, <token>'.");
        }

        var address = Bucket.AddressKey(http.Connection.RemoteIpAddress);
        var user = owner.Caller.Subject;
        if (hub.TryTakePlace(address, user) is (var what, var limit))
        {
            Problems.SetRetryAfter(http, TimeSpan.FromSeconds(30));
            return Problems.Of(StatusCodes.Status429TooManyRequests, "too_many_sockets", $"No more than {limit} sockets at once for {what}.", ("limit", limit), ("used", limit), ("resets_at", null));
        }

        try
        {
            using var webSocket = await http.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext
            {
                SubProtocol = byProtocol ? Subprotocol : null,
                KeepAliveInterval = TimeSpan.FromSeconds(20),
                KeepAliveTimeout = TimeSpan.FromSeconds(20),
            });
            var socket = new LiveSocket(webSocket, owner, options.Value, pits, devices, meter);
            var client = new LiveClient(socket, hub, tokens, options.Value, http.RequestServices.GetRequiredService<TimeProvider>());
            hub.Enter(socket);
            try
            {
                await socket.RunAsync(client.OnMessageAsync, http.RequestAborted);
            }
            finally
            {
                hub.Leave(socket);
            }
        }
        finally
        {
            hub.GiveBackPlace(address, user);
        }

        return Results.Empty;
    }

    /// <summary>Browsers always say where the page is from; programs that say nothing hold no one's cookies.</summary>
    private static bool IsOwnOrigin(HttpContext http, DoorOptions door)
    {
        var origin = http.Request.Headers.Origin.ToString();
        return origin.Length == 0
            || string.Equals(origin, $"{http.Request.Scheme}://{http.Request.Host}", StringComparison.OrdinalIgnoreCase)
            || door.AllowedOrigins.Contains(origin, StringComparer.OrdinalIgnoreCase);
    }
}

/// <summary>Reads tokens for sockets: valid, of a person with a password of their own, of a session that was not ended.</summary>
internal sealed class LiveTokens(AccessTokenValidator validator, RevokedSessions revoked)
{
    private static readonly string[] People = [Roles.Admin, Roles.Owner, Roles.Staff, Roles.Customer];

    public async Task<LiveCaller?> ReadAsync(string token, CancellationToken ct)
    {
        if (await validator.ValidateAsync(token, ct) is not { } identity) return null;
        var caller = Caller.From(new(identity));
        if (caller is null || !People.Contains(caller.Role, StringComparer.Ordinal) || revoked.Contains(caller.SessionId)) return null;
        if (identity.HasClaim(AccessToken.PasswordChangeRequired, "true")) return null;
        return long.TryParse(identity.FindFirst("exp")?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? new LiveCaller(caller, DateTimeOffset.FromUnixTimeSeconds(seconds))
            : null;
    }
}

using System.Collections.Immutable;
using System.Globalization;
using System.Threading.Channels;
using Microsoft.Extensions.Options;
using Platform.Gateway.Door;

namespace Platform.Gateway.Live;

/// <summary>The open sockets of this instance, by what they watch; passes events on and ends what must end.</summary>
internal sealed class LiveHub
{
    /// <summary>What an admin watches who asked for all tenants.</summary>
    public const string AllTenants = "*";

    /// <summary>In the place of a tenant's number: the vendor's own.</summary>
    public const int NoTenant = 0;

    /// <summary>What admins are told for themselves, whatever they watch.</summary>
    private static readonly string OfAdmins = string.Create(CultureInfo.InvariantCulture, $"{NoTenant}.0.message");

    private readonly RevokedSessions revoked;
    private readonly LiveShares shares;
    private readonly IOptions<LiveOptions> options;
    private readonly TimeProvider time;
    private readonly LiveMeter meter;
    private readonly Lock gate = new();
    private readonly Dictionary<string, int> open = new(StringComparer.Ordinal);
    private readonly Channel<bool> changed = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private ImmutableDictionary<string, ImmutableList<LiveSocket>> watching = ImmutableDictionary<string, ImmutableList<LiveSocket>>.Empty;
    private ImmutableHashSet<LiveSocket> sockets = [];
    private ImmutableDictionary<long, ImmutableList<LiveSocket>> ofPerson = ImmutableDictionary<long, ImmutableList<LiveSocket>>.Empty;
    private int admins;

    public LiveHub(RevokedSessions revoked, LiveShares shares, IOptions<LiveOptions> options, TimeProvider time, LiveMeter meter)
    {
        (this.revoked, this.shares, this.options, this.time, this.meter) = (revoked, shares, options, time, meter);
        shares.TenantsChanged += () => changed.Writer.TryWrite(true);
    }

    public int Count => sockets.Count;

    /// <summary>Sockets' places are taken before the handshake; null, or which limit is reached.</summary>
    public (string What, int Limit)? TryTakePlace(string address, string user)
    {
        var limits = options.Value;
        lock (gate)
        {
            if (open.GetValueOrDefault("all") >= limits.Sockets) return ("this gateway", limits.Sockets);
            if (open.GetValueOrDefault($"a{address}") >= limits.SocketsPerAddress) return ("one address", limits.SocketsPerAddress);
            if (open.GetValueOrDefault($"u{user}") >= limits.SocketsPerUser) return ("one user", limits.SocketsPerUser);
            foreach (var place in (string[])["all", $"a{address}", $"u{user}"]) open[place] = open.GetValueOrDefault(place) + 1;
            return null;
        }
    }

    public void GiveBackPlace(string address, string user)
    {
        lock (gate)
        {
            foreach (var place in (string[])["all", $"a{address}", $"u{user}"])
            {
                if (open[place] == 1) open.Remove(place);
                else open[place]--;
            }
        }
    }

    public void Enter(LiveSocket socket)
    {
        lock (gate)
        {
            sockets = sockets.Add(socket);
            Index(socket.Watched, list => list.Add(socket));
            IndexPerson(socket, list => list.Add(socket), 1);
        }

        shares.Enter(socket);
        meter.Sockets.Add(1);

        // The session may have ended between the check of its token and this line.
        if (revoked.Contains(socket.Owner.Caller.SessionId)) socket.Close(LiveSocket.SessionEnded, "session_revoked");
    }

    public void Leave(LiveSocket socket)
    {
        lock (gate)
        {
            sockets = sockets.Remove(socket);
            Index(socket.Watched, list => list.Remove(socket));
            IndexPerson(socket, list => list.Remove(socket), -1);
        }

        shares.Leave(socket);
        meter.Sockets.Add(-1);
    }

    /// <summary>An admin looks at another tenant, or at all.</summary>
    public void Watch(LiveSocket socket, string watched)
    {
        lock (gate)
        {
            Index(socket.Watched, list => list.Remove(socket));
            socket.Watched = watched;
            Index(watched, list => list.Add(socket));
        }
    }

    /// <summary>What the broker has to send here: <c>{tenant}.#</c> of every tenant that is watched or has shared a device and what is for admins themselves, or <c>#</c>.</summary>
    public IReadOnlySet<string> WantedKeys() => watching.ContainsKey(AllTenants)
        ? ImmutableHashSet.Create("#")
        : watching.Keys.Concat(shares.Tenants.Select(tenant => tenant.ToString(CultureInfo.InvariantCulture))).Select(tenant => $"{tenant}.#")
            .Concat(Volatile.Read(ref admins) > 0 ? [OfAdmins] : []).ToHashSet(StringComparer.Ordinal);

    /// <summary>Ends when <see cref="WantedKeys"/> may have changed.</summary>
    public async Task WantedChangedAsync(CancellationToken ct) => await changed.Reader.ReadAsync(ct);

    public void Publish(string routingKey, ReadOnlyMemory<byte> body)
    {
        if (body.Length > options.Value.EventBytes || LiveEvent.Read(routingKey, body) is not { } live)
        {
            meter.Unreadable.Add(1);
            return;
        }

        if (live.IsOfOnePerson)
        {
            foreach (var socket in live.PersonId is { } person ? ofPerson.GetValueOrDefault(person, []) : []) socket.Offer(live);
            return;
        }

        var now = watching;
        var tenant = routingKey[..routingKey.IndexOf('.', StringComparison.Ordinal)];
        foreach (var socket in now.GetValueOrDefault(tenant, [])) socket.Offer(live);
        foreach (var socket in now.GetValueOrDefault(AllTenants, [])) socket.Offer(live);
        foreach (var socket in shares.SocketsOf(live).Where(s => s.Watched != tenant)) socket.Offer(live);
    }

    public void CloseSession(Guid sessionId)
    {
        foreach (var socket in sockets.Where(s => s.Owner.Caller.SessionId == sessionId)) socket.Close(LiveSocket.SessionEnded, "session_revoked");
    }

    /// <summary>Ends sockets whose token is over, those of ended sessions that were only learned from Identity's list, and what guest access needed.</summary>
    public void Sweep()
    {
        var now = time.GetUtcNow();
        var grace = TimeSpan.FromSeconds(options.Value.GraceSeconds);
        foreach (var socket in sockets)
        {
            if (socket.Owner.ExpiresAt + grace <= now) socket.Close(LiveSocket.TokenExpired, "token_expired");
            else if (revoked.Contains(socket.Owner.Caller.SessionId)) socket.Close(LiveSocket.SessionEnded, "session_revoked");
        }

        shares.Sweep(now);
    }

    /// <summary>Ends all sockets because this instance stops; clients come back to another.</summary>
    public void CloseAll()
    {
        foreach (var socket in sockets) socket.Close((int)System.Net.WebSockets.WebSocketCloseStatus.EndpointUnavailable, "restarting");
    }

    private void IndexPerson(LiveSocket socket, Func<ImmutableList<LiveSocket>, ImmutableList<LiveSocket>> change, int step)
    {
        var person = socket.Owner.Caller.UserId;
        var list = change(ofPerson.GetValueOrDefault(person, []));
        ofPerson = list.IsEmpty ? ofPerson.Remove(person) : ofPerson.SetItem(person, list);
        if (!socket.Owner.Caller.IsAdmin) return;
        admins += step;
        changed.Writer.TryWrite(true);
    }

    private void Index(string? watched, Func<ImmutableList<LiveSocket>, ImmutableList<LiveSocket>> change)
    {
        if (watched is null) return;
        var list = change(watching.GetValueOrDefault(watched, []));
        watching = list.IsEmpty ? watching.Remove(watched) : watching.SetItem(watched, list);
        changed.Writer.TryWrite(true);
    }
}

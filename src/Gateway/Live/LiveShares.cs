using System.Collections.Immutable;
using Platform.Access;

namespace Platform.Gateway.Live;

/// <summary>
/// The open sockets of people by user, for devices of other tenants that were shared with them, and whose events have to come
/// here for that. Follows every change of a share, and every second the ends that guest access has by itself.
/// </summary>
internal sealed class LiveShares
{
    private readonly DeviceAccess access;
    private readonly Lock gate = new();
    private readonly Dictionary<long, Need> needs = [];
    private volatile ImmutableDictionary<long, ImmutableList<LiveSocket>> socketsOfUser = ImmutableDictionary<long, ImmutableList<LiveSocket>>.Empty;

    /// <summary>Tenants with the number of users here who need their events.</summary>
    private volatile ImmutableDictionary<int, int> tenants = ImmutableDictionary<int, int>.Empty;

    public LiveShares(DeviceAccess access)
    {
        this.access = access;
        access.Changed += facts => Follow(facts.UserId);
    }

    /// <summary>Called when <see cref="Tenants"/> changed.</summary>
    public event Action? TenantsChanged;

    /// <summary>The tenants whose events are needed here because of a shared device.</summary>
    public IEnumerable<int> Tenants => tenants.Keys;

    public void Enter(LiveSocket socket)
    {
        // Admins see devices by watching their tenants.
        if (socket.Owner.Caller.IsAdmin) return;
        lock (gate) socketsOfUser = socketsOfUser.SetItem(socket.Owner.Caller.UserId, socketsOfUser.GetValueOrDefault(socket.Owner.Caller.UserId, []).Add(socket));
        Follow(socket.Owner.Caller.UserId);
    }

    public void Leave(LiveSocket socket)
    {
        if (socket.Owner.Caller.IsAdmin) return;
        lock (gate)
        {
            var rest = socketsOfUser.GetValueOrDefault(socket.Owner.Caller.UserId, []).Remove(socket);
            socketsOfUser = rest.IsEmpty ? socketsOfUser.Remove(socket.Owner.Caller.UserId) : socketsOfUser.SetItem(socket.Owner.Caller.UserId, rest);
        }

        Follow(socket.Owner.Caller.UserId);
    }

    /// <summary>The sockets of those with whom the event's device is shared.</summary>
    public IEnumerable<LiveSocket> SocketsOf(LiveEvent live)
    {
        if (live.SharedDevice is not { } device || live.TenantId is not { } tenant || !tenants.ContainsKey(tenant)) return [];
        var sockets = socketsOfUser;
        return access.OfDevice(device).Where(share => share.TenantId == tenant).SelectMany(share => sockets.GetValueOrDefault(share.UserId, []));
    }

    /// <summary>Lets go of what guest access needed that has ended by itself.</summary>
    public void Sweep(DateTimeOffset now)
    {
        long[] ended;
        lock (gate) ended = [.. needs.Where(n => n.Value.NextEnd <= now).Select(n => n.Key)];
        foreach (var userId in ended) Follow(userId);
    }

    /// <summary>Makes what the user needs here what it has to be, from the shares and sockets as they are now.</summary>
    private void Follow(long userId)
    {
        lock (gate)
        {
            var shares = socketsOfUser.ContainsKey(userId) ? access.OfUser(userId) : [];
            var before = needs.GetValueOrDefault(userId, Need.Nothing);
            var now = new Need(shares.Select(s => s.TenantId).ToImmutableHashSet(), shares.Min(s => s.Until));
            if (now.Tenants.IsEmpty) needs.Remove(userId);
            else needs[userId] = now;
            if (before.Tenants.SetEquals(now.Tenants)) return;
            var count = tenants.ToBuilder();
            foreach (var tenant in now.Tenants.Except(before.Tenants)) count[tenant] = count.GetValueOrDefault(tenant) + 1;
            foreach (var tenant in before.Tenants.Except(now.Tenants))
            {
                if (count[tenant] == 1) count.Remove(tenant);
                else count[tenant]--;
            }

            tenants = count.ToImmutable();
        }

        TenantsChanged?.Invoke();
    }

    /// <summary>Whose events one user needs, and when the first of the shares ends by itself.</summary>
    private sealed record Need(ImmutableHashSet<int> Tenants, DateTimeOffset? NextEnd)
    {
        public static readonly Need Nothing = new([], NextEnd: null);
    }
}

using System.Collections.Immutable;
using Platform.Contracts.DeviceRegistry;
using Platform.Messaging;

namespace Platform.Access;

/// <summary>One person's share in one device.</summary>
/// <param name="DeviceId">The device.</param>
/// <param name="UserId">With whom it is shared.</param>
public readonly record struct DeviceAccessKey(string DeviceId, long UserId);

/// <summary>
/// With whom which device is shared beside its own tenant's people. In memory, replicated from the registry, so that it can be
/// asked for every message; guest access ends by the clock, without anybody saying so.
/// </summary>
public sealed class DeviceAccess
{
    private readonly ReplicatedView<DeviceAccessKey, DeviceAccessFacts> view;
    private readonly TimeProvider time;
    private readonly Lock gate = new();
    private volatile ImmutableDictionary<string, ImmutableHashSet<long>> usersOfDevice = ImmutableDictionary.Create<string, ImmutableHashSet<long>>(StringComparer.Ordinal);
    private volatile ImmutableDictionary<long, ImmutableHashSet<string>> devicesOfUser = ImmutableDictionary<long, ImmutableHashSet<string>>.Empty;

    /// <summary>Follows the view.</summary>
    public DeviceAccess(ReplicatedView<DeviceAccessKey, DeviceAccessFacts> view, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(view);
        this.view = view;
        this.time = time;
        view.Changed += (_, facts) => Take(facts);
        foreach (var facts in view.All) Index(KeyOf(facts));
    }

    /// <summary>Called after a share began, changed or ended; not when guest access runs out, see <see cref="DeviceAccessFacts.Until"/>.</summary>
    public event Action<DeviceAccessFacts>? Changed;

    /// <summary>
    /// Whether that device of that tenant is shared with the person now. A share from the time of a former owner opens nothing of
    /// the next one's.
    /// </summary>
    /// <param name="userId">The person.</param>
    /// <param name="tenantId">Whose device it is, as the row or the message says.</param>
    /// <param name="deviceId">The device.</param>
    public bool MaySee(long userId, int tenantId, string deviceId) => Find(userId, deviceId) is { } facts && facts.TenantId == tenantId;

    /// <summary>The person's share in the device; null when there is none or it has ended.</summary>
    public DeviceAccessFacts? Find(long userId, string deviceId)
    {
        ArgumentNullException.ThrowIfNull(deviceId);
        return view.Find(new(deviceId, userId)) is { } facts && IsOpen(facts, time.GetUtcNow()) ? facts : null;
    }

    /// <summary>All that is shared with the person now.</summary>
    public IReadOnlyList<DeviceAccessFacts> OfUser(long userId)
    {
        var now = time.GetUtcNow();
        return [.. devicesOfUser.GetValueOrDefault(userId, []).Select(d => view.Find(new(d, userId))).OfType<DeviceAccessFacts>().Where(f => IsOpen(f, now))];
    }

    /// <summary>All with whom the device is shared now.</summary>
    public IReadOnlyList<DeviceAccessFacts> OfDevice(string deviceId)
    {
        ArgumentNullException.ThrowIfNull(deviceId);
        if (!usersOfDevice.TryGetValue(deviceId, out var users)) return [];
        var now = time.GetUtcNow();
        return [.. users.Select(u => view.Find(new(deviceId, u))).OfType<DeviceAccessFacts>().Where(f => IsOpen(f, now))];
    }

    internal static DeviceAccessKey KeyOf(DeviceAccessFacts facts) => new(facts.DeviceId, facts.UserId);

    private static bool IsOpen(DeviceAccessFacts facts, DateTimeOffset now) => facts.Level is not null && (facts.Until is null || facts.Until > now);

    private void Take(DeviceAccessFacts facts)
    {
        Index(KeyOf(facts));
        Changed?.Invoke(facts);
    }

    /// <summary>By what the view holds now and not by what was said: two changes side by side may be told in the wrong order.</summary>
    private void Index(DeviceAccessKey key)
    {
        lock (gate)
        {
            var isShared = view.Find(key) is { Level: not null };
            var users = usersOfDevice.GetValueOrDefault(key.DeviceId, []);
            var devices = devicesOfUser.GetValueOrDefault(key.UserId, ImmutableHashSet.Create<string>(StringComparer.Ordinal));
            users = isShared ? users.Add(key.UserId) : users.Remove(key.UserId);
            devices = isShared ? devices.Add(key.DeviceId) : devices.Remove(key.DeviceId);
            usersOfDevice = users.IsEmpty ? usersOfDevice.Remove(key.DeviceId) : usersOfDevice.SetItem(key.DeviceId, users);
            devicesOfUser = devices.IsEmpty ? devicesOfUser.Remove(key.UserId) : devicesOfUser.SetItem(key.UserId, devices);
        }
    }
}

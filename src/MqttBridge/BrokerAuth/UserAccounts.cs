using System.Collections.Immutable;
using System.Globalization;
using Platform.Contracts.Identity;
using Platform.DeviceProtocol;
using Platform.Messaging;
using Platform.ServiceDefaults.Security;

namespace Platform.MqttBridge.BrokerAuth;

/// <summary>People's own accounts at the broker, <c>user_{id}</c>: they follow the devices that they see and publish nothing.</summary>
internal sealed class UserAccounts
{
    private const string Prefix = "user_";
    private readonly ReplicatedView<long, UserMqttFacts> view;
    private readonly Lock gate = new();
    private volatile ImmutableDictionary<int, ImmutableHashSet<long>> owners = ImmutableDictionary<int, ImmutableHashSet<long>>.Empty;

    public UserAccounts(ReplicatedView<long, UserMqttFacts> view)
    {
        this.view = view;
        view.Changed += (former, facts) => Index(former, facts);
        foreach (var facts in view.All) Index(former: null, facts);
    }

    /// <summary>The account of that user name, also one that was taken away; null when there never was one.</summary>
    public UserMqttFacts? Find(string username) =>
        username.StartsWith(Prefix, StringComparison.Ordinal)
        && long.TryParse(username.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
        && NameOf(id) == username
            ? view.Find(id)
            : null;

    /// <summary>Whether that person has an account at the broker.</summary>
    public bool Exists(long userId) => view.Find(userId) is { SecretSha256: not null };

    /// <summary>The tenant's owners that have an account.</summary>
    public IReadOnlyCollection<long> OwnersOf(int tenantId) => owners.GetValueOrDefault(tenantId, []);

    public static string NameOf(long userId) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{userId}");

    /// <summary>Reads below <c>users/{id}/devices/</c>, wildcards allowed there.</summary>
    public static bool MayUseTopic(UserMqttFacts user, TopicPermission permission, string routingKey)
    {
        if (permission != TopicPermission.Read || user.SecretSha256 is null) return false;
        var parts = routingKey.Split('.', '/');
        return parts.Length is >= 4 and <= 5 && parts[0] == "users" && parts[1] == user.UserId.ToString(CultureInfo.InvariantCulture) && parts[2] == "devices"
            && parts[3..].All(p => p is "*" or "#" || Identifier.IsValid(p));
    }

    private void Index(UserMqttFacts? former, UserMqttFacts facts)
    {
        lock (gate)
        {
            if (former?.TenantId is { } before) owners = owners.SetItem(before, owners.GetValueOrDefault(before, []).Remove(former.UserId));
            if (facts is { TenantId: { } tenant, Role: Roles.Owner } && Exists(facts.UserId)) owners = owners.SetItem(tenant, owners.GetValueOrDefault(tenant, []).Add(facts.UserId));
        }
    }
}

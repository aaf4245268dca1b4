using System.Globalization;
using Platform.Contracts.Identity;
using Platform.DeviceProtocol;
using Platform.Messaging;

namespace Platform.MqttBridge.BrokerAuth;

/// <summary>People's own accounts at the broker, <c>user_{id}</c>: they follow the devices that they see and publish nothing.</summary>
internal sealed class UserAccounts(ReplicatedView<long, UserMqttFacts> view)
{
    private const string Prefix = "user_";

    /// <summary>The account of that user name, also one that was taken away; null when there never was one.</summary>
    public UserMqttFacts? Find(string username) =>
        username.StartsWith(Prefix, StringComparison.Ordinal)
        && long.TryParse(username.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
        && NameOf(id) == username
            ? view.Find(id)
            : null;

    /// <summary>All accounts that exist.</summary>
    public IEnumerable<UserMqttFacts> All => view.All.Where(u => u.SecretSha256 is not null);

    public static string NameOf(long userId) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{userId}");

    /// <summary>Reads below <c>users/{id}/devices/</c>, wildcards allowed there.</summary>
    public static bool MayUseTopic(UserMqttFacts user, TopicPermission permission, string routingKey)
    {
        if (permission != TopicPermission.Read || user.SecretSha256 is null) return false;
        var parts = routingKey.Split('.', '/');
        return parts.Length is >= 4 and <= 5 && parts[0] == "users" && parts[1] == user.UserId.ToString(CultureInfo.InvariantCulture) && parts[2] == "devices"
            && parts[3..].All(p => p is "*" or "#" || Identifier.IsValid(p));
    }
}

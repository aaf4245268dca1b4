using System.Security.Cryptography;
using System.Text;

namespace Platform.Notifications.Twilio;

/// <summary>
/// <c>X-Twilio-Signature</c>: base64 of HMAC-SHA1 under the account's auth token, over the address as Twilio was given it and,
/// sorted by name, each parameter's name and value with nothing between (twilio.com/docs/usage/security).
/// </summary>
internal static class TwilioSignature
{
    public static string Of(string address, IEnumerable<KeyValuePair<string, string>> parameters, string authToken)
    {
        var text = new StringBuilder(address);
        foreach (var (name, value) in parameters.OrderBy(p => p.Key, StringComparer.Ordinal)) text.Append(name).Append(value);
#pragma warning disable CA5350 // The provider's protocol; HMAC does not depend on collisions.
        return Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(authToken), Encoding.UTF8.GetBytes(text.ToString())));
#pragma warning restore CA5350
    }

    public static bool IsValid(string? signature, string address, IEnumerable<KeyValuePair<string, string>> parameters, string authToken) =>
        signature is not null && authToken.Length > 0
        && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(signature), Encoding.ASCII.GetBytes(Of(address, parameters, authToken)));
}

using System.Text.Json;
using Platform.Contracts.Notifications;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Security;

namespace Platform.Notifications.Mail;

/// <summary>Seals what a mail says while it waits: its links open accounts.</summary>
internal sealed class MailVault(string secret)
{
    private readonly SecretBox box = new(secret, "notifications mails");

    public byte[] Seal(Guid mailId, IReadOnlyList<MailValue> values) => box.Seal(JsonSerializer.SerializeToUtf8Bytes(values, Json.Options), mailId.ToString());

    /// <exception cref="System.Security.Cryptography.CryptographicException">Mail__KeyEncryptionKey is not the one with which it was sealed.</exception>
    public IReadOnlyDictionary<string, string> Open(Guid mailId, byte[] sealedValues) =>
        JsonSerializer.Deserialize<MailValue[]>(box.Open(sealedValues, mailId.ToString()), Json.Options)!
            .GroupBy(v => v.Name, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Last().Value, StringComparer.Ordinal);
}

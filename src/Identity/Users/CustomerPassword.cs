using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Platform.Identity.SigningKeys;

namespace Platform.Identity.Users;

/// <summary>
/// The first password of a customer: twelve characters that are easily typed on a telephone, such as <c>Mofa-4829-kiru</c> (48 bits). It
/// follows from the caller's key under the platform's own secret, so that asking again for the same account, after an answer that was
/// lost, gives the same password without keeping it.
/// </summary>
internal sealed class CustomerPassword(IOptions<KeyOptions> keys)
{
    private const string Upper = "ABCDEFGHJKLMNPQRSTUVWXYZ", Lower = "abcdefghjkmnpqrstuvwxyz", Digits = "23456789", Form = "Ulll-dddd-llll";
    private readonly byte[] secret = HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(keys.Value.KeyEncryptionKey), 32, info: "customer passwords"u8.ToArray());

    public string For(string callerKey)
    {
        var random = HMACSHA512.HashData(secret, Encoding.UTF8.GetBytes(callerKey));
        var password = new StringBuilder(Form.Length);
        for (var i = 0; i < Form.Length; i++)
        {
            var letters = Form[i] switch { 'U' => Upper, 'l' => Lower, 'd' => Digits, _ => "-" };
            // Two bytes a character: of 24 letters none is more frequent than another by more than a thousandth.
            password.Append(letters[((random[2 * i] << 8) | random[(2 * i) + 1]) % letters.Length]);
        }

        return password.ToString();
    }
}

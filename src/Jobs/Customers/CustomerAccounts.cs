using System.Security.Cryptography;
using System.Text;
using Platform.ServiceDefaults.Http;

namespace Platform.Jobs.Customers;

/// <summary>What Identity is asked for: an account of a customer. The same key is the same account.</summary>
internal sealed record CustomerAccountRequest(string Key, int TenantId, string Name, string? Phone, string? Email, string? Language);

/// <summary>The account.</summary>
/// <param name="UserId">Its number.</param>
/// <param name="Username">The name to sign in with.</param>
/// <param name="Password">The first password, as long as nobody has signed in with it; null afterwards.</param>
internal sealed record CustomerAccount(long UserId, string Username, string? Password);

/// <summary>Has Identity make customers' accounts: there must be one before its password can be shown.</summary>
internal sealed class CustomerAccounts(HttpClient identity)
{
    /// <summary>The account of that key, made when there is none.</summary>
    /// <exception cref="HttpRequestException">Identity is away; the request is answered with 503 and can be repeated.</exception>
    public async Task<CustomerAccount> EnsureAsync(CustomerAccountRequest request, CancellationToken ct)
    {
        using var answer = await identity.PostAsJsonAsync("internal/customers", request, Json.Options, ct);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<CustomerAccount>(Json.Options, ct))!;
    }

    /// <summary>
    /// What makes an account the same one, however often it is asked for: the number, otherwise the address, otherwise the key of the
    /// request. Hashed, so that Identity keeps no more of it than it needs.
    /// </summary>
    public static string KeyOf(int tenantId, Contact contact, string? requestKey) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"jobs|{tenantId}|{contact.Phone ?? contact.Email ?? $"key:{requestKey ?? Guid.NewGuid().ToString()}"}")));
}

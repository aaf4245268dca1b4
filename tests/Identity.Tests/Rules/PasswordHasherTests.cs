using Microsoft.Extensions.DependencyInjection;
using Platform.Identity.Users;

namespace Platform.Identity.Tests.Rules;

public sealed class PasswordHasherTests
{
    [Fact]
    public async Task Product_hashes_with_bcrypt_at_cost_12()
    {
        // As Program.cs registers it; the other tests replace it by a cheaper one.
        var services = new ServiceCollection();
        services.AddUsers();
        await using var provider = services.BuildServiceProvider();
        var hasher = provider.GetRequiredService<PasswordHasher>();
        (await hasher.HashAsync("Sunny-Day-7", CancellationToken.None)).ShouldMatch(@"^\$2[aby]\$12\$");
        hasher.Nobodys.ShouldMatch(@"^\$2[aby]\$12\$");
    }

    [Fact]
    public async Task Password_is_its_own_hashs_only()
    {
        await using var hasher = new PasswordHasher(cost: 4);
        var hash = await hasher.HashAsync("Sunny-Day-7", CancellationToken.None);
        (await hasher.VerifyAsync("Sunny-Day-7", hash, CancellationToken.None)).ShouldBeTrue();
        (await hasher.VerifyAsync("Sunny-Day-8", hash, CancellationToken.None)).ShouldBeFalse();
        (await hasher.VerifyAsync("Sunny-Day-7", hash: null, CancellationToken.None)).ShouldBeFalse();
    }
}

using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Platform.AppHost.Local.Running;

namespace Platform.AppHost.Local.Tests;

public sealed class ParameterTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Generated_value_has_every_class_and_nothing_else()
    {
        var value = new GenerateParameterDefault { MinLength = 24, Special = false }.GetDefaultValue();

        value.Length.ShouldBe(24);
        value.ShouldAllBe(character => char.IsAsciiLetterOrDigit(character));
        value.Any(char.IsAsciiLetterLower).ShouldBeTrue();
        value.Any(char.IsAsciiLetterUpper).ShouldBeTrue();
        value.Any(char.IsAsciiDigit).ShouldBeTrue();
    }

    [Fact]
    public async Task Persisted_value_is_the_same_at_the_next_start_and_private()
    {
        var first = await ValueOf(Builder().AddParameter("database-password", new GenerateParameterDefault(), secret: true, persist: true));
        var second = await ValueOf(Builder().AddParameter("database-password", new GenerateParameterDefault(), secret: true, persist: true));

        second.ShouldBe(first);
        File.GetUnixFileMode(Path.Combine(_folder.Path, "parameters.json")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Theory]
    [InlineData("--Parameters:admin-password=chosen")]
    [InlineData("--Parameters:admin_password=chosen")]
    public async Task Configured_value_wins(string argument) =>
        (await ValueOf(Builder(argument).AddParameter("admin-password", new GenerateParameterDefault(), secret: true, persist: true))).ShouldBe("chosen");

    [Fact]
    public async Task Missing_value_says_how_to_give_it()
    {
        var parameter = Builder().AddParameter("stripe-key", secret: true);

        (await Should.ThrowAsync<LocalStartException>(async () => await ValueOf(parameter))).Message.ShouldContain("--Parameters:stripe-key=");
    }

    private static async Task<string?> ValueOf(IResourceBuilder<ParameterResource> parameter) =>
        await parameter.Resource.GetValueAsync(TestContext.Current.CancellationToken);

    private IDistributedApplicationBuilder Builder(params string[] args) =>
        DistributedApplication.CreateBuilder([$"--Local:Folder={_folder.Path}", .. args]);
}

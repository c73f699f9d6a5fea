# Mail::DKIM on messages with keys from a table: one case a line of NDJSON in, one result a line out. No network.
use strict;
use warnings;
our $now;
BEGIN { $now = $ARGV[0]; *CORE::GLOBAL::time = sub { $now }; }
use JSON::PP;
use MIME::Base64;
use Mail::DKIM::Verifier;
use Net::DNS;
use Time::HiRes;

my $json = JSON::PP->new->canonical->utf8;
my $keys;
{
    no warnings 'redefine';
    *Mail::DKIM::DNS::query = sub {
        my ($name, $type) = @_;
        $name =~ s/\.\z//;
        my $answer = $keys->{lc $name};
        return if not defined $answer or $answer eq 'NXDOMAIN';
        die "DNS error: SERVFAIL\n" if not ref $answer;
        return map { my $text = $_; Net::DNS::RR->new(owner => $name, type => 'TXT', txtdata => [$text =~ /(.{1,250})/gs]) } @$answer;
    };
}

my ($count, $began) = (0, Time::HiRes::time());
while (my $line = <STDIN>) {
    my $case = $json->decode($line);
    $keys = $case->{keys};
    my $message = decode_base64($case->{message});
    # Its manual wants lines that end in CRLF, the last one too.
    $message =~ s/\015?\012/\015\012/g;
    $message .= "\015\012" if $message !~ /\015\012\z/;
    my ($result, $text) = ('refused', '');
    my $done = eval {
        my $verifier = Mail::DKIM::Verifier->new;
        $verifier->PRINT($message);
        $verifier->CLOSE;
        my ($first) = $verifier->signatures;
        if (defined $first) {
            my $word = $first->result // 'none';
            $text = $first->result_detail // '';
            $result = $word eq 'pass' ? 'pass' : $word eq 'fail' ? ($text =~ /body has been altered/ ? 'body' : 'signature') : 'refused';
        } else {
            $text = $verifier->result_detail // '';
        }
        1;
    };
    $text = "$@" if not $done;
    $count++;
    print $json->encode({ id => $case->{id}, result => $result, text => "$text" }), "\n";
}
print $json->encode({ count => $count, seconds => Time::HiRes::time() - $began }), "\n";

//! The codec of one message.

use proc_macro2::{TokenStream, TokenTree};
use quote::quote;

use crate::conform::direction::emit::{Members, prove};
use crate::conform::emit::block;
use crate::conform::fit::Fitting;
use crate::conform::theirs::{Theirs, ident};
use crate::model::Told;
use crate::target::rust::direction::codec;
use crate::target::rust::lower::DirectionView;
use crate::target::rust::print::Item;
use crate::target::rust::whole::takes_nothing;

/// What the derive adds: the runtime's trait.
pub fn message(
    view: &DirectionView<'_>,
    place: usize,
    fitting: &mut Fitting<'_>,
    theirs: &Theirs<'_>,
    payload: &TokenStream,
) -> TokenStream {
    let mut codec = codec(view);
    let function = |word: &str| {
        let mut members = codec.whole.iter();
        members.find(|member| is_function(member, word)).cloned()
    };
    let (read, answer, write) = (function("read"), function("read_answer"), function("write"));
    let name = match &view.variants[place].wire {
        Some(wire) => {
            let text = &wire.text;
            quote!(Some(#text))
        }
        None => quote!(None),
    };
    // An answer that does not say what it answers is read by one who asked for it.
    let read = match (request(view, place), answer) {
        (Some(request), Some(answer)) => {
            codec.members.push(answer);
            quote! {
                fn read(message: Value<'_>) -> Result<Self, Refusal> {
                    Self::read_answer(message, &trilogue::Only(#request))
                }
            }
        }
        _ => quote!(#read),
    };
    let nothing = takes_nothing(view).then(|| {
        quote!(
            const TAKES_NOTHING: bool = true;
        )
    });
    let mut own = [
        quote!(const NAME: Option<&'static str> = #name; #nothing),
        read,
        quote!(#write),
    ];
    prove(&mut own, fitting);
    let members = Members::of(&codec, false);
    let head = theirs.implementation(&ident("Message"), &ident("BorrowedMessage"));
    let own = members.names(theirs, true, false, &own);
    let inside = members.inside(&codec, fitting, theirs);
    let table: Vec<TokenStream> = codec.names.iter().map(Item::tokens).collect();
    let table = members.names(theirs, false, false, &table);
    block(&quote!(#payload #table #inside #[automatically_derived] #head { #own }))
}

/// The name of the request that a message answers without saying so.
fn request<'v>(view: &'v DirectionView<'_>, place: usize) -> Option<&'v str> {
    view.pipes.iter().find_map(|pipe| {
        let is_own = |at: &usize| {
            let candidate = &pipe.model.candidates[*at];
            candidate.variant == place && candidate.told == Told::Open
        };
        let requests = pipe.requests.iter();
        let requests = requests.filter(|request| request.candidates.iter().any(is_own));
        let request = requests.min_by_key(|request| request.candidates.len())?;
        request.names.first().map(String::as_str)
    })
}

/// Whether a member is the function of this name.
fn is_function(member: &TokenStream, name: &str) -> bool {
    let tokens: Vec<TokenTree> = member.clone().into_iter().collect();
    tokens.windows(2).any(|pair| match pair {
        [TokenTree::Ident(word), TokenTree::Ident(own)] => word == "fn" && own == name,
        _ => false,
    })
}

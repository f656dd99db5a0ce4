// GraphiQL's tabs as a plain list of buttons. They cannot be dragged to another place, which is all that it needs the
// animations of Framer Motion for; and a tab that contains a button to close it is no tab for a screen reader.
import { createElement } from 'react';

export const Reorder = {
  Group: ({ axis: _axis, values: _values, onReorder: _onReorder, role: _role, ...rest }) =>
    createElement('ul', rest),
  Item: ({ value: _value, dragElastic: _elastic, role: _role, ...rest }) => {
    const { 'aria-selected': selected, ...others } = rest;
    return createElement('li', { ...others, 'aria-current': selected ? 'page' : undefined });
  },
};
